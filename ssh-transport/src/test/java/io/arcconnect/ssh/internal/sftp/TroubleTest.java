package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/** What a transfer must not do, against a server that tells what it was asked. */
class TroubleTest {

    private static final int CHUNK = 32 * 1024;

    @TempDir
    Path here;

    private static Carrier carrier(RemoteFiles files, boolean keep) {
        return new Carrier(
                files,
                Schedulers.boundedElastic(),
                new TransferPlan(false, false, false, keep, false, false, 4),
                new Meter((file, fileBytes, fileSize, meter) -> {}),
                RemoteDigest.NONE);
    }

    @Test
    void upload_whenItReplacesAPrivateFile_thenNobodyElseMayReadThePart() throws Exception {
        Path source = Files.writeString(here.resolve("source"), "secret");
        List<Integer> created = new CopyOnWriteArrayList<>();
        FakeServer server = FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.LSTAT -> FakeServer.attributes(id, FakeServer.mode(0100440));
            case PacketType.OPEN -> {
                request.text();
                request.u32();
                created.add(Attributes.read(request).permissions().orElse(0666));
                yield FakeServer.handle(id);
            }
            default -> FakeServer.status(id, StatusCode.OK);
        });

        new FileUpload(carrier(server.client(CHUNK), false))
                .run(source, "/target")
                .block(FakeServer.LIMIT);

        assertThat(created).containsExactly(0640);
    }

    /** A server has only so many: OpenSSH's as many as its process may open files. */
    @Test
    void removeTree_whenItIsWideAndDeep_thenFewDirectoriesAreOpenAtOnce() throws Exception {
        Set<String> open = ConcurrentHashMap.newKeySet();
        Set<String> listed = new HashSet<>();
        Set<String> removed = ConcurrentHashMap.newKeySet();
        List<Integer> most = Collections.synchronizedList(new ArrayList<>(List.of(0)));
        FakeServer server = FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.LSTAT -> FakeServer.attributes(id, FakeServer.mode(0040755));
            case PacketType.OPENDIR -> {
                String path = request.text();
                open.add(path);
                most.set(0, Math.max(most.get(0), open.size()));
                yield PacketWriter.request(PacketType.HANDLE, id, 64).text(path);
            }
            case PacketType.READDIR -> {
                String path = request.text();
                boolean leaf = path.chars().filter(c -> c == '/').count() == 3;
                yield leaf || !listed.add(path) ? FakeServer.status(id, StatusCode.EOF) : FakeServer.names(id, many());
            }
            case PacketType.CLOSE -> {
                open.remove(request.text());
                yield FakeServer.status(id, StatusCode.OK);
            }
            case PacketType.RMDIR -> {
                removed.add(request.text());
                yield FakeServer.status(id, StatusCode.OK);
            }
            default -> FakeServer.status(id, StatusCode.FAILURE);
        });

        new RemoteTree(server.client(CHUNK)).remove("/t").block(FakeServer.LIMIT);

        assertThat(removed).hasSize(1 + 40 + 40 * 40);
        assertThat(most.get(0)).isLessThanOrEqualTo(64);
    }

    private static List<RemoteName> many() {
        List<RemoteName> names = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            names.add(new RemoteName("d" + i, "", FakeServer.mode(0040755)));
        }
        return names;
    }

    /** Without posix-rename the old file is aside for a moment. */
    @Test
    void upload_whenCancelledWhileTheOldFileIsAside_thenOneOfThemGetsTheName() throws Exception {
        Path source = Files.writeString(here.resolve("source"), "new");
        CountDownLatch aside = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Set<String> there = ConcurrentHashMap.newKeySet();
        there.add("/target");
        FakeServer server = FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.LSTAT -> FakeServer.attributes(id, FakeServer.mode(0100644));
            case PacketType.OPEN -> {
                there.add(request.text());
                yield FakeServer.handle(id);
            }
            case PacketType.REMOVE -> FakeServer.status(id, there.remove(request.text()) ? 0 : StatusCode.FAILURE);
            case PacketType.RENAME -> {
                String from = request.text();
                String to = request.text();
                boolean moved = !there.contains(to) && there.remove(from) && there.add(to);
                if (from.equals("/target")) {
                    aside.countDown();
                    await(cancelled);
                }
                yield FakeServer.status(id, moved ? StatusCode.OK : StatusCode.FAILURE);
            }
            default -> FakeServer.status(id, StatusCode.OK);
        });
        RemoteFiles files = server.client(CHUNK);
        Disposable upload = new FileUpload(carrier(files, false))
                .run(source, "/target")
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe();
        await(aside);

        upload.dispose();
        cancelled.countDown();
        files.close().block(FakeServer.LIMIT);

        assertThat(there).containsExactly("/target");
    }

    /** The cancel interrupts the thread that the server in memory answers on, which is not to end there. */
    private static void await(CountDownLatch latch) {
        boolean isOver = false;
        while (!isOver) {
            try {
                isOver = latch.await(30, TimeUnit.SECONDS);
                if (!isOver) {
                    throw new IllegalStateException("not within 30 s");
                }
            } catch (InterruptedException cancelled) {
                isOver = false;
            }
        }
    }

    @Test
    void download_whenTheServerSaysItIsEndless_thenItIsNotTakenForEmpty() {
        FakeServer server = FakeServer.answering((type, id, request) -> switch (type) {
            case PacketType.STAT, PacketType.FSTAT -> FakeServer.attributes(id, FakeServer.file(Long.MAX_VALUE));
            case PacketType.OPEN -> FakeServer.handle(id);
            case PacketType.READ -> FakeServer.status(id, StatusCode.EOF);
            default -> FakeServer.status(id, StatusCode.OK);
        });

        Throwable error = new FileDownload(carrier(server.client(CHUNK), false))
                .run("/source", here.resolve("target"))
                .then(reactor.core.publisher.Mono.<Throwable>empty())
                .onErrorResume(reactor.core.publisher.Mono::just)
                .block(FakeServer.LIMIT);

        assertThat(error).isInstanceOf(FileChanged.class);
        assertThat(here).isEmptyDirectory();
    }
}
