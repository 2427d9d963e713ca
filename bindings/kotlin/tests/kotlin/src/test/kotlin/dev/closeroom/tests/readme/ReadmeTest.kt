package dev.closeroom.tests.readme

import java.nio.file.Files
import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The README shows what is compiled here and in the project in Java, and nothing else. */
class ReadmeTest {
    @Test
    fun `its Kotlin is compiled`() = check("kotlin", "src/test/kotlin/dev/closeroom/tests/readme/Snippets.kt", atLeast = 9)

    @Test
    fun `its Java is compiled`() = check("java", "../java/src/test/java/dev/closeroom/consumer/Snippets.java", atLeast = 3)

    private fun check(language: String, source: String, atLeast: Int) {
        val compiled = normal(Files.readString(Path.of(source)))
        val blocks = Regex("```$language\n(.*?)```", RegexOption.DOT_MATCHES_ALL)
            .findAll(Files.readString(Path.of("../../README.md")))
            .map { normal(it.groupValues[1]) }
            .toList()
        assertTrue(blocks.size >= atLeast, "${blocks.size} blocks of $language")
        for (block in blocks) assertTrue(block in compiled, "not in $source:\n$block")
    }

    /** Without indentation. */
    private fun normal(text: String) = text.trim().lines().joinToString("\n") { it.trim() }
}
