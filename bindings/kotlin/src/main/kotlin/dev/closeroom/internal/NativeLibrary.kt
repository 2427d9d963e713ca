package dev.closeroom.internal

import com.sun.jna.Platform
import dev.closeroom.core.uniffiEnsureInitialized

/** The compiled core, which is loaded at the first use. */
internal object NativeLibrary {
    private val problem: Throwable? by lazy {
        try {
            uniffiEnsureInitialized()
            null
        } catch (e: LinkageError) {
            // An initializer's own exception is wrapped, and says nothing.
            e.cause ?: e
        }
    }

    /** Throws `UnsatisfiedLinkError`, every time, where there is no library for this platform. */
    fun load() {
        val problem = problem ?: return
        throw UnsatisfiedLinkError(describe(problem)).apply { initCause(problem) }
    }

    private fun describe(problem: Throwable): String {
        val (where, advice) = try {
            whereAndHow()
        } catch (_: LinkageError) {
            "this platform" to "JNA (net.java.dev.jna:jna) itself is missing or cannot be loaded"
        }
        return "closeroom has no native library that can be loaded on $where. $advice. JNA says: ${problem.message}"
    }

    private fun whereAndHow(): Pair<String, String> {
        val platform = Platform.RESOURCE_PREFIX
        val name = System.mapLibraryName("closeroom_kotlin")
        val advice = if (Platform.isAndroid()) {
            "Build $name with the NDK, put it into jniLibs of the app, one for every ABI, " +
                "and depend on JNA as an aar (net.java.dev.jna:jna@aar)"
        } else {
            "Build $name for it, and put it on the class path as the resource $platform/$name, " +
                "or name its folder in the system property jna.library.path"
        }
        return platform to advice
    }
}
