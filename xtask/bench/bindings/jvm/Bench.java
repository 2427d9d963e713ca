import dev.closeroom.HttpRequest;
import dev.closeroom.Trtc;
import dev.closeroom.Zego;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/** Builds requests by the Kotlin package. See ../README.md. */
final class Bench {
    private static final long TIMESTAMP = 1_700_000_000;
    private static final String NONCE = "0123456789abcdef";

    /** What the last call gave, so that no compiler leaves the call out. */
    private static volatile HttpRequest last;

    public static void main(String[] args) throws IOException {
        String secretId = "AKIDEXAMPLEEXAMPLEEXAMPLEEXAMPLE1234";
        String secretKey = "EXAMPLEEXAMPLEEXAMPLEEXAMPLE1234";
        try (Zego zego = Zego.builder(1_234_567_890, "9193cc662a4c0ec135ec71fb57194b38").build();
                Trtc trtc = Trtc.builder(1_400_000_001, secretId, secretKey, "ap-guangzhou").build()) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                boolean isZego = words[0].equals("zego");
                long count = Long.parseLong(words[1]);
                long started = System.nanoTime();
                for (long at = 0; at < count; at++) {
                    last = isZego
                            ? zego.buildCloseRoom("room-1", null, null, TIMESTAMP, NONCE)
                            : trtc.buildCloseRoom("room-1", TIMESTAMP, NONCE);
                }
                System.out.println(System.nanoTime() - started);
            }
        }
    }
}
