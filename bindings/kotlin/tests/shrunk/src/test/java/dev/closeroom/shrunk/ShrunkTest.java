package dev.closeroom.shrunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.closeroom.Zego;
import dev.closeroom.support.Accounts;
import dev.closeroom.support.Child;
import dev.closeroom.support.Sandbox;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/** A program that is shrunk and renamed, by no rules but those that the jars bring. */
class ShrunkTest {
    private static final Path CLOSEROOM = pathOf(Zego.class);

    /** What goes into the program; the test's own tools stay out. */
    private static final List<String> PARTS =
            List.of("closeroom-", "jna-", "kotlin-stdlib-", "kotlinx-coroutines-core-jvm-", "okhttp-", "okio-jvm-");

    @TempDir Path folder;

    @Test
    void runsByTheRulesThatTheJarsBring() throws Exception {
        Path program = shrink(true);
        assertTrue(Files.size(program) < inputs().stream().mapToLong(ShrunkTest::size).sum(), "nothing was shrunk");
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.open("zego", "room");
            sandbox.open("trtc", "room");
            Child.Ended ended = run(program, sandbox);
            assertEquals("closed closed", ended.output().trim());
            assertEquals(0, ended.status());
            assertEquals(0, sandbox.rooms().size());
        }
    }

    @Test
    void failsWithoutOurs() throws Exception {
        Path program = shrink(false);
        try (Sandbox sandbox = Sandbox.start()) {
            Child.Ended ended = run(program, sandbox);
            assertNotEquals(0, ended.status(), ended.output());
            assertEquals(0, sandbox.requests().size());
        }
    }

    private static Child.Ended run(Path program, Sandbox sandbox) {
        return Child.run(
                program.toString(),
                "dev.closeroom.shrunk.Main",
                sandbox.url(),
                Long.toString(Accounts.ZEGO_APP_ID),
                Accounts.ZEGO_SERVER_SECRET,
                Long.toString(Accounts.TRTC_SDK_APP_ID),
                Accounts.TRTC_SECRET_ID,
                Accounts.TRTC_SECRET_KEY,
                Accounts.TRTC_REGION);
    }

    private Path shrink(boolean withOurs) throws Exception {
        Path program = folder.resolve("program.jar");
        StringBuilder rules = new StringBuilder();
        for (Path input : inputs()) {
            // The rules are read here; ProGuard takes none by itself.
            rules.append("-injars '").append(input).append("'(!META-INF/versions/**,!META-INF/MANIFEST.MF)\n");
            if (withOurs || !input.equals(CLOSEROOM)) {
                rules.append(rulesOf(input));
            }
        }
        rules.append("-outjars '").append(program).append("'\n");
        for (String module : List.of("java.base", "java.logging", "java.desktop")) {
            Path library = Path.of(System.getProperty("java.home"), "jmods", module + ".jmod");
            rules.append("-libraryjars '").append(library).append("'(!**.jar;!module-info.class)\n");
        }
        rules.append("-keep class dev.closeroom.shrunk.Main { public static void main(java.lang.String[]); }\n");
        // ProGuard's optimizer makes code of kotlinx.coroutines that no machine verifies.
        rules.append("-dontoptimize\n");
        // Optional parts of OkHttp and coroutines, for Android and other TLS libraries.
        rules.append("-dontnote **\n-dontwarn okhttp3.internal.**,kotlinx.coroutines.debug.**,org.**,android.**,java.lang.**,sun.**\n");
        Configuration configuration = new Configuration();
        try (ConfigurationParser parser =
                new ConfigurationParser(rules.toString(), "the test's rules", folder.toFile(), System.getProperties())) {
            parser.parse(configuration);
        }
        new ProGuard(configuration).execute();
        return program;
    }

    private static List<Path> inputs() {
        List<Path> inputs = new ArrayList<>(List.of(pathOf(Main.class)));
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(part);
            if (PARTS.stream().anyMatch(path.getFileName().toString()::startsWith)) {
                inputs.add(path);
            }
        }
        return inputs;
    }

    private static String rulesOf(Path input) throws IOException {
        if (Files.isDirectory(input)) {
            return "";
        }
        StringBuilder rules = new StringBuilder();
        try (JarFile jar = new JarFile(input.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().startsWith("META-INF/proguard/") && entry.getName().endsWith(".pro")) {
                    rules.append(new String(jar.getInputStream(entry).readAllBytes())).append('\n');
                }
            }
        }
        return rules.toString();
    }

    private static long size(Path input) {
        try {
            return Files.isDirectory(input) ? 0 : Files.size(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path pathOf(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
