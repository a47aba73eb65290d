package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client of SFTP does not do to files, whatever it is told. */
interface SftpTroubleContract extends SftpTransferContract {

    @Test
    default void removeTree_whenItIsALink_thenTheLinkIsRemovedAndWhatItLeadsToStays() throws IOException {
        Path at = Files.createTempDirectory(directory(), "remove");
        Path kept = Files.writeString(Files.createDirectory(at.resolve("real")).resolve("kept"), "content");
        Path link = Files.createSymbolicLink(at.resolve("link"), Path.of("real"));

        use(sftp -> sftp.removeTree(link.toString()).thenReturn(true));

        assertThat(kept).hasContent("content");
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    default void removeTree_whenItIsWideAndDeep_thenNothingIsLeft() throws IOException {
        Path at = Files.createTempDirectory(directory(), "wide");
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                Files.writeString(
                        Files.createDirectories(at.resolve("tree/" + i + "/" + j))
                                .resolve("file"),
                        "x");
            }
        }

        use(sftp -> sftp.removeTree(at + "/tree").thenReturn(true));

        assertThat(at).isEmptyDirectory();
    }

    @Test
    default void copy_whenOntoItself_thenTheContentStays() throws IOException {
        byte[] content = SftpContract.bytes(100_000);
        Path file = Files.write(Files.createTempDirectory(directory(), "copy").resolve("file"), content);
        Path same = Files.createSymbolicLink(file.resolveSibling("same"), Path.of("file"));

        use(sftp ->
                sftp.copy(file.toString(), same.toString()).onErrorComplete().thenReturn(true));

        assertThat(file).hasBinaryContent(content);
    }

    @Test
    default void copy_whenTheOldOneIsLonger_thenNothingOfItIsLeft() throws IOException {
        Path at = Files.createTempDirectory(directory(), "shorter");
        Path from = Files.writeString(at.resolve("from"), "short");
        Path to = Files.writeString(at.resolve("to"), "a longer one");

        use(sftp -> sftp.copy(from.toString(), to.toString()).thenReturn(true));

        assertThat(to).hasContent("short");
    }

    @Test
    default void resume_whenTheCompletePartIsFoundToDiffer_thenTheNextTryBeginsAnew(@TempDir Path here)
            throws IOException {
        byte[] content = SftpContract.bytes(1_000_000);
        byte[] damaged = content.clone();
        damaged[5]++;
        Path source = Files.write(here.resolve("source"), content);
        Path at = Files.createTempDirectory(directory(), "differs");
        Files.write(at.resolve(".up.arcconnect.part"), damaged);
        Files.write(here.resolve(".down.arcconnect.part"), damaged);
        TransferOptions resume = TransferOptions.defaults().resume().verify();

        assertThat(failure(sftp -> sftp.upload(source, at + "/up", resume))).isEqualTo(SftpReason.VERIFICATION_FAILED);
        use(sftp -> sftp.upload(source, at + "/up", resume));
        assertThat(failure(sftp -> sftp.download(at + "/up", here.resolve("down"), resume)))
                .isEqualTo(SftpReason.VERIFICATION_FAILED);
        use(sftp -> sftp.download(at + "/up", here.resolve("down"), resume));

        assertThat(at.resolve("up")).hasBinaryContent(content);
        assertThat(here.resolve("down")).hasBinaryContent(content);
    }

    @Test
    default void progress_whenTheListenerThrowsAnError_thenTheTransferFailsAndDoesNotHang(@TempDir Path here)
            throws IOException {
        Path source = Files.writeString(here.resolve("source"), "content");
        String there = Files.createTempDirectory(directory(), "listener") + "/target";
        TransferOptions failing = TransferOptions.defaults().onProgress(progress -> {
            throw new AssertionError("not what was expected");
        });

        assertThatThrownBy(() -> use(sftp -> sftp.upload(source, there, failing)))
                .hasStackTraceContaining("not what was expected");
    }

    @Test
    default void upload_whenTheTargetIsADirectory_thenItFailsAndLeavesNothing(@TempDir Path here) throws IOException {
        Path source = Files.writeString(here.resolve("source"), "content");
        Path at = Files.createDirectory(
                Files.createTempDirectory(directory(), "dir").resolve("target"));

        assertThat(failure(sftp -> sftp.upload(source, at.toString()))).isEqualTo(SftpReason.FAILED);

        assertThat(at.getParent().toFile().list()).containsExactly("target");
    }

    @Test
    default void transfers_whenNamesHaveLineBreaksAndFilesAreEmpty_thenTheyArriveAsTheyAre(@TempDir Path here)
            throws IOException {
        Path source = Files.createDirectory(here.resolve("source"));
        Files.createFile(source.resolve("line\nbreak"));
        Files.writeString(source.resolve("-rf $(id) 'x' \"y\" \\"), "");
        String there = Files.createTempDirectory(directory(), "names") + "/target";

        use(sftp -> sftp.uploadTree(source, there, TransferOptions.defaults().verify()));
        Transfer back = use(sftp -> sftp.downloadTree(
                there, here.resolve("back"), TransferOptions.defaults().verify()));

        assertThat(back.files()).isEqualTo(2);
        assertThat(here.resolve("back").toFile().list())
                .containsExactlyInAnyOrder("line\nbreak", "-rf $(id) 'x' \"y\" \\");
    }
}
