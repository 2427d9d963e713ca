package dev.closeroom.tests

import dev.closeroom.HttpMethod
import dev.closeroom.HttpRequest
import dev.closeroom.Zego
import dev.closeroom.support.Child
import java.io.File
import java.lang.reflect.Modifier
import java.net.URI
import java.nio.file.Files
import java.nio.file.Path
import java.util.jar.JarFile
import java.util.jar.JarOutputStream
import java.util.zip.ZipEntry
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

private val JAR: Path = Path.of(Zego::class.java.protectionDomain.codeSource.location.toURI())

private val LIBRARY = Regex("[a-z0-9-]+/(lib)?closeroom_kotlin\\.(so|dylib|dll)")

/** The jar itself: where it comes from, what Java sees of it, and what it does without its library. */
class PackageTest {
    @Test
    fun `it comes from the repository that was given`() {
        val version = System.getProperty("closeroom.version")
        val repository = Path.of(URI(System.getProperty("closeroom.repository")))
        val file = repository.resolve("dev/closeroom/closeroom/$version/closeroom-$version.jar")
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(JAR))
    }

    @Test
    fun `Java sees no name that it could not write`() {
        val classes = publicClasses()
        assertTrue(classes.size > 20, "$classes")
        for (type in classes) {
            val members = type.declaredMethods.filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic }
            for (member in members) {
                // Those with the module's name are internal.
                assertTrue("\$closeroom" in member.name || member.name.all { it.isJavaIdentifierPart() && it != '$' }, "$member")
            }
        }
    }

    @Test
    fun `only what is generated mentions the Cleaner, which Android 24 has not`() {
        JarFile(JAR.toFile()).use { jar ->
            val mentioning = jar.entries().asSequence()
                .filter { it.name.endsWith(".class") }
                .filter { entry -> "java/lang/ref/Cleaner" in jar.getInputStream(entry).use { it.readBytes() }.toString(Charsets.ISO_8859_1) }
                .map { it.name }
                .toList()
            assertTrue(mentioning.isNotEmpty() && mentioning.all { it.startsWith("dev/closeroom/core/") }, "$mentioning")
        }
    }

    @Test
    fun `to mention a class loads nothing, and a missing library is named`() {
        val without = Files.createTempFile("without-library", ".jar")
        JarFile(JAR.toFile()).use { jar ->
            JarOutputStream(Files.newOutputStream(without)).use { out ->
                for (entry in jar.entries().asSequence().filterNot { LIBRARY.matches(it.name) }) {
                    out.putNextEntry(ZipEntry(entry.name))
                    jar.getInputStream(entry).use { it.copyTo(out) }
                    out.closeEntry()
                }
            }
        }
        val classPath = System.getProperty("java.class.path").split(File.pathSeparator)
            .map { if (Path.of(it) == JAR) without.toString() else it }.joinToString(File.pathSeparator)
        val ended = Child.run(classPath, "dev.closeroom.tests.WithoutLibrary", *publicClasses().map { it.name }.toTypedArray())
        Files.delete(without)
        assertEquals(0, ended.status, ended.output)
        val lines = ended.output.trim().lines()
        assertEquals("HttpRequest(GET https://host/)", lines.first())
        for (message in listOf(lines[1], lines[2])) {
            assertTrue(message.startsWith("java.lang.UnsatisfiedLinkError: closeroom has no native library that can be loaded on "), message)
            assertTrue(Regex("as the resource [a-z0-9-]+/(lib)?closeroom_kotlin\\.(so|dylib|dll), ").containsMatchIn(message), message)
        }
    }
}

private fun publicClasses(): List<Class<*>> = JarFile(JAR.toFile()).use { jar ->
    jar.entries().asSequence()
        .map { it.name }
        .filter { Regex("dev/closeroom/[A-Za-z$]+\\.class").matches(it) }
        .map { Class.forName(it.removeSuffix(".class").replace('/', '.'), false, Zego::class.java.classLoader) }
        .filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic && !it.isAnonymousClass }
        .toList()
}

/** Initializes the classes of these names, and then asks for what needs the library. */
object WithoutLibrary {
    @JvmStatic
    fun main(arguments: Array<String>) {
        arguments.forEach { Class.forName(it) }
        println(HttpRequest(HttpMethod.GET, "https://host/?Signature=1", emptyMap()))
        repeat(2) { println(runCatching { Zego(1, "secret") }.exceptionOrNull().toString().lines().first()) }
    }
}
