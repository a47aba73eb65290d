package io.arcconnect.ssh.internal.scp;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import io.arcconnect.fuzz.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code scp -f} sends: nothing is written outside of the target, no link is followed, nothing half is left. */
public final class ScpDownloadFuzz {

    private ScpDownloadFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Input in = new Input(bytes);
        int longest = 1 + in.octet();
        boolean isTree = in.flag();
        boolean keep = in.flag();
        boolean isThere = in.flag();
        byte[] wire = in.rest();
        try (Scratch scratch = Scratch.create()) {
            Path target = scratch.resolve("target");
            if (isThere && isTree) {
                Files.createDirectory(target);
                Files.createSymbolicLink(target.resolve("link"), scratch.resolve("canary"));
                Files.createSymbolicLink(target.resolve("way"), scratch.resolve("."));
            }
            Tally tally = new Tally();
            DownloadTarget download = new DownloadTarget(target, new ScpPlan(isTree, false, keep), tally, () -> {});
            ScpReader reader = new ScpReader(download);
            boolean refused = read(reader, wire, longest);
            boolean complete = !refused && reader.isBetween() && download.isComplete();
            download.abandon();

            Check.that(tally.bytes() <= wire.length, "no more bytes than came");
            Check.that(!complete || Files.exists(target), "complete is there");
            if (isThere && isTree) {
                Files.deleteIfExists(target.resolve("link"));
                Files.deleteIfExists(target.resolve("way"));
            }
            scratch.checkNothingElse("target");
        }
    }

    private static boolean read(ScpReader reader, byte[] wire, int longest) {
        boolean[] over = new boolean[1];
        Check.inPieces(wire, longest, piece -> {
            try {
                if (!over[0]) {
                    reader.accept(piece);
                }
            } catch (IOException refused) {
                over[0] = true;
            }
        });
        return over[0];
    }
}
