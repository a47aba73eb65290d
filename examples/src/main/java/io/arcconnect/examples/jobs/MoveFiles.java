package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.Sftp;
import io.arcconnect.ssh.SftpEntry;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.Transfer;
import io.arcconnect.ssh.TransferOptions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries files to a machine and back. */
public final class MoveFiles {

    private MoveFiles() {}

    /**
     * Puts a file in its place, complete or not at all.
     *
     * @param machine where
     * @param ssh how to log in
     * @param jar a file of this computer
     * @return what was done
     */
    public static Mono<Transfer> deploy(ArcMachine machine, Ssh ssh, Path jar) {
        return machine.use(Sftp.over(ssh), sftp -> sftp.upload(jar, "/opt/app/app.jar"));
    }

    /**
     * Brings a directory here, going on where an earlier try ended.
     *
     * @param machine where
     * @param ssh how to log in
     * @param here a directory of this computer
     * @return what was done
     */
    public static Mono<Transfer> backUp(ArcMachine machine, Ssh ssh, Path here) {
        TransferOptions careful = TransferOptions.defaults()
                .resume()
                .verify()
                .onProgress(progress -> System.out.println(progress.path() + " " + progress.fileBytes()));
        return machine.use(Sftp.over(ssh), sftp -> sftp.downloadTree("/var/backups", here, careful));
    }

    /**
     * Writes what a program produces, adds a line, and lists what is there.
     *
     * @param machine where
     * @param ssh how to log in
     * @param report as it is produced
     * @param done the last line
     * @return the directory's entries
     */
    public static Flux<SftpEntry> publish(
            ArcMachine machine, Ssh ssh, Publisher<ByteBuffer> report, Publisher<ByteBuffer> done) {
        return machine.stream(
                Sftp.over(ssh),
                sftp -> sftp.makeDirectories("/srv/reports")
                        .then(sftp.write("/srv/reports/today.csv", report))
                        .then(sftp.append("/srv/reports/log", done))
                        .thenMany(sftp.list("/srv/reports")));
    }
}
