package dev.closeroom.tests.vectors

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.invariantSeparatorsPathString
import kotlin.io.path.relativeTo
import kotlin.streams.asSequence
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest

val JSON = ObjectMapper()

private val FOLDER: Path =
    Path.of(checkNotNull(System.getenv("CLOSEROOM_VECTORS")) { "CLOSEROOM_VECTORS must be the folder of the test vectors" })

/** The paths of all files, in order. */
fun vectorFiles(): List<String> = Files.walk(FOLDER).use { paths ->
    paths.asSequence()
        .filter { it.extension == "json" }
        .map { it.relativeTo(FOLDER).invariantSeparatorsPathString }
        .sorted()
        .toList()
}

/** A test for every case of a file. */
fun casesOf(path: String, kind: String, check: (JsonNode) -> Unit): List<DynamicTest> {
    val file = JSON.readTree(Files.readString(FOLDER.resolve(path)))
    assertEquals(setOf("schema", "provider", "kind", "cases"), file.names())
    assertEquals(1, file["schema"].intValue())
    assertEquals(path.substringBefore('/'), file["provider"].textValue())
    assertEquals(kind, file["kind"].textValue())
    check(file["cases"].size() > 0)
    return file["cases"].map { case -> dynamicTest("$path ${case["name"].textValue()}") { check(case) } }
}

fun JsonNode.names(): Set<String> = fieldNames().asSequence().toSet()

/** Fails where there is a member that a test does not know; `name`, `source` and `note` are for people. */
fun JsonNode.onlyHas(vararg known: String) {
    val unknown = names() - known.toSet() - setOf("name", "source", "note")
    assertEquals(emptySet<String>(), unknown, "members that this test does not know")
}

fun JsonNode.text(name: String): String? = get(name)?.takeUnless(JsonNode::isNull)?.textValue()

fun JsonNode.flag(name: String): Boolean? = get(name)?.booleanValue()

fun JsonNode.number(name: String): Long? = get(name)?.longValue()

/** What the members are as JSON, those that are unset left out. */
fun jsonOf(vararg members: Pair<String, Any?>): JsonNode =
    JSON.readTree(JSON.writeValueAsString(members.toMap().filterValues { it != null }))
