import Foundation
import Subprocess

/// The wall clock of another program, which can be set while that runs. Clocks that only measure time are left alone, as they are
/// when somebody sets a machine's clock.
///
/// It is a library of its own and not libfaketime, which bends every `timerfd`, also those of a monotonic clock, so that no timer of
/// a Swift program fires any more (wolfcw/libfaketime#378).
struct JumpingClock: Sendable {
    struct NotCompiled: Error, CustomStringConvertible {
        var output: String
        var description: String { "the library of the jumping clock can't be compiled: \(output)" }
    }

    private let library: String
    /// Holds the seconds by which the clock is wrong, as a number of 64 bits, which the program has in its memory.
    private let file: String

    /// - Parameter folder: Where its files are.
    init(in folder: String) async throws {
        library = "\(folder)/clock.so"
        file = "\(folder)/clock"
        try Data(count: 8).write(to: URL(filePath: file))
        let source = "\(folder)/clock.c"
        try Self.source.write(toFile: source, atomically: true, encoding: .utf8)
        let result = try await Subprocess.run(
            .name("cc"),
            arguments: ["-shared", "-fPIC", "-O1", "-o", library, source],
            output: .discarded,
            error: .string(limit: 10_000)
        )
        guard result.terminationStatus.isSuccess else { throw NotCompiled(output: result.standardError) }
    }

    /// What the program's environment has to hold.
    var environment: [String: String] { ["LD_PRELOAD": library, "JUMPING_CLOCK": file] }

    /// Sets the clock, as far from the machine's.
    func set(offset seconds: Int64) throws {
        let handle = try FileHandle(forUpdating: URL(filePath: file))
        defer { try? handle.close() }
        try handle.write(contentsOf: withUnsafeBytes(of: seconds, Array.init))
    }

    private static let source = #"""
        #define _GNU_SOURCE
        #include <fcntl.h>
        #include <stdint.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>

        static volatile int64_t *offset;

        __attribute__((constructor)) static void begin(void) {
            const char *path = getenv("JUMPING_CLOCK");
            int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
            if (file < 0) return;
            void *memory = mmap(NULL, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);
            if (memory != MAP_FAILED) offset = memory;
            close(file);
        }

        int clock_gettime(clockid_t clock, struct timespec *result) {
            int status = (int)syscall(SYS_clock_gettime, clock, result);
            if (status == 0 && offset && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
                result->tv_sec += *offset;
            }
            return status;
        }

        int gettimeofday(struct timeval *restrict result, void *restrict zone) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (result) {
                result->tv_sec = now.tv_sec;
                result->tv_usec = now.tv_nsec / 1000;
            }
            return 0;
        }

        time_t time(time_t *result) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (result) *result = now.tv_sec;
            return now.tv_sec;
        }
        """#
}
