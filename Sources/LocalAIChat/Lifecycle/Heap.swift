import CMalloc

/// The C library's heap, which keeps for itself what many answers at once have needed, in an arena for each thread.
enum Heap {
    private static let interval = Duration.seconds(10)

    /// Makes it use few arenas: what one thread gives back is used by another then. To be called before there is a second thread.
    static func useFewArenas() {
        #if canImport(Glibc)
            mallopt(M_ARENA_MAX, 2)
        #endif
    }

    /// Gives back to the system what is not in use, from time to time, until the task is cancelled.
    static func keepSmall(clock: any Clock<Duration> = ContinuousClock()) async {
        while (try? await clock.sleep(for: interval)) != nil { trim() }
    }

    private static func trim() {
        #if canImport(Glibc)
            malloc_trim(0)
        #endif
    }
}
