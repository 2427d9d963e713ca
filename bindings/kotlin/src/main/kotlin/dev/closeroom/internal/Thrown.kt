package dev.closeroom.internal

import java.io.File
import java.lang.reflect.Modifier
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URI
import java.net.URL
import java.nio.charset.Charset
import java.util.Collections
import java.util.Date
import java.util.IdentityHashMap
import java.util.Locale
import java.util.UUID

/** An exception that holds more than this is not looked through. */
private const val MOST_THROWABLES = 32

/** In one line, why a transport failed. */
internal fun reasonOf(thrown: Throwable): String {
    val words = generateSequence(thrown) { it.cause }.take(MOST_THROWABLES).map(::wordsOf)
    return words.distinct().joinToString(": ").wellFormed()
}

/** Nobody has to have a message, and a method of a class from anywhere may throw. */
private fun wordsOf(thrown: Throwable): String = attempt { thrown.message }?.ifBlank { null } ?: thrown.javaClass.simpleName

/**
 * All the text that a logger or a debugger would show of what was thrown: stack traces, causes, and
 * the members of its class. `null` where something in it cannot be looked through, or is more than
 * an exception ought to hold.
 */
internal fun seenIn(thrown: Throwable): String? {
    val seen = Collections.newSetFromMap(IdentityHashMap<Throwable, Boolean>())
    val texts = mutableListOf<String>()

    /** Takes in a value; whether all of it could be. */
    fun take(value: Any?): Boolean = when (value) {
        null, is Number, is Boolean, is Char, is Enum<*>, is Class<*> -> true
        is CharSequence -> texts.add(value.toString())
        is Throwable -> when {
            !seen.add(value) -> true
            seen.size > MOST_THROWABLES -> false
            else -> {
                val described = attempt { listOf(value.toString(), value.stackTraceToString()) }
                val held = listOf(value.cause) + value.suppressed
                described != null && texts.addAll(described) && (held + membersOf(value)).all(::take)
            }
        }
        is ByteArray -> texts.add(value.decodeToString())
        is CharArray -> texts.add(value.concatToString())
        is Iterable<*> -> value.all(::take)
        is Array<*> -> value.all(::take)
        is Map<*, *> -> take(value.keys) && take(value.values)
        else -> isPlain(value) && texts.add(value.toString())
    }

    return if (attempt { take(thrown) } == true) texts.joinToString("\n").wellFormed() else null
}

/** Whether a value's text is all that it holds. */
private fun isPlain(value: Any): Boolean = when (value) {
    is URI, is URL, is InetAddress, is InetSocketAddress, is File, is UUID, is Date, is Locale, is Charset -> true
    // By name, since Android 24 has no such classes.
    else -> value.javaClass.name.startsWith("java.time.")
}

/** Packages whose classes cannot be looked into, and whose exceptions show all in their text. */
private val OF_THE_PLATFORM = listOf("java.", "javax.", "jdk.", "sun.", "com.sun.", "android.", "com.android.")

/** What its own classes hold. */
private fun membersOf(thrown: Throwable): List<Any?> =
    generateSequence<Class<*>>(thrown.javaClass) { it.superclass }
        .takeWhile { it != Throwable::class.java }
        .filterNot { type -> OF_THE_PLATFORM.any(type.name::startsWith) }
        .flatMap { it.declaredFields.asSequence() }
        .filterNot { Modifier.isStatic(it.modifiers) }
        .map { it.apply { isAccessible = true }.get(thrown) }
        .toList()

/** What the function gives, or nothing where it throws. */
private fun <T> attempt(run: () -> T?): T? = try {
    run()
} catch (_: Throwable) {
    null
}
