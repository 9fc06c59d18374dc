import Foundation
import GRDBSQLite
import Synchronization

/// SQLite's own file system, with a ``FaultyDisk`` in the place of some folders.
///
/// It is the default for the whole process, because GRDB has no way to name another; files of other folders are handed
/// on with nothing in between.
enum FaultyFileSystem {
    /// In what SQLite sets aside for a file, before that of its own file system.
    fileprivate struct File {
        var base: sqlite3_file
        var handle: Unmanaged<Handle>
    }

    fileprivate final class Handle: Sendable {
        let disk: FaultyDisk
        let path: String

        init(disk: FaultyDisk, path: String) {
            self.disk = disk
            self.path = path
        }
    }

    private static let disks = Mutex<[String: FaultyDisk]>([:])
    private static let name = "faulty"

    static func add(_ disk: FaultyDisk) {
        _ = isRegistered
        disks.withLock { $0[disk.folder] = disk }
    }

    static func remove(_ disk: FaultyDisk) {
        disks.withLock { _ = $0.removeValue(forKey: disk.folder) }
    }

    fileprivate static func disk(of path: String) -> FaultyDisk? {
        disks.withLock { $0[(path as NSString).deletingLastPathComponent] }
    }

    /// SQLite's own, which was the default before.
    fileprivate static var real: UnsafeMutablePointer<sqlite3_vfs>? { sqlite3_vfs_find("unix") }

    /// Once for the process, which keeps it to its end.
    private static let isRegistered: Bool = {
        guard let real else { return false }
        let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        vfs.initialize(to: real.pointee)
        vfs.pointee.pNext = nil
        vfs.pointee.zName = UnsafePointer(strdup(name))
        vfs.pointee.szOsFile += CInt(MemoryLayout<File>.stride)
        vfs.pointee.xOpen = { _, name, file, flags, outFlags in
            FaultyFileSystem.open(name, file, flags, outFlags)
        }
        vfs.pointee.xDelete = { _, name, isFolderSynced in
            guard let real = FaultyFileSystem.real, let name else { return SQLITE_INTERNAL }
            let path = String(cString: name)
            if let disk = FaultyFileSystem.disk(of: path),
                case .refused(let resultCode) = disk.judge(.delete, of: path)
            {
                return resultCode
            }
            return real.pointee.xDelete(real, name, isFolderSynced)
        }
        return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
    }()

    private static func open(
        _ name: UnsafePointer<CChar>?,
        _ file: UnsafeMutablePointer<sqlite3_file>?,
        _ flags: CInt,
        _ outFlags: UnsafeMutablePointer<CInt>?
    ) -> CInt {
        guard let real, let file else { return SQLITE_INTERNAL }
        let path = name.map { String(cString: $0) } ?? ""
        guard let disk = disk(of: path) else { return real.pointee.xOpen(real, name, file, flags, outFlags) }
        // SQLite closes no file that has no methods.
        file.pointee.pMethods = nil
        let isNew = flags & SQLITE_OPEN_CREATE != 0 && !FileManager.default.fileExists(atPath: path)
        if isNew || disk.isOff, case .refused(let resultCode) = disk.judge(.create, of: path) { return resultCode }
        let resultCode = real.pointee.xOpen(real, name, file.real, flags, outFlags)
        guard resultCode == SQLITE_OK else { return resultCode }
        disk.noteOpened(path)
        UnsafeMutableRawPointer(file).initializeMemory(
            as: File.self,
            to: File(
                base: sqlite3_file(pMethods: UnsafePointer(bitPattern: methods)),
                handle: .passRetained(Handle(disk: disk, path: path))
            )
        )
        return SQLITE_OK
    }

    /// Where the methods of files are: an address, because a pointer can't be kept in a global constant.
    private static let methods: UInt = {
        let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        methods.initialize(to: sqlite3_io_methods())
        // Without mapping into memory, which would go past here.
        methods.pointee.iVersion = 2
        addChanges(to: &methods.pointee)
        addRest(to: &methods.pointee)
        return UInt(bitPattern: methods)
    }()

    private static func addChanges(to methods: inout sqlite3_io_methods) {
        methods.xClose = { file in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            let resultCode = real.pointee.xClose(file.real)
            let handle = file.file.pointee.handle
            handle.takeUnretainedValue().disk.noteClosed()
            handle.release()
            return resultCode
        }
        methods.xWrite = { file, bytes, count, offset in
            guard let file, let bytes, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            let written = UnsafeRawBufferPointer(start: bytes, count: Int(count))
            switch file.judge(.write, .write(Array(written), at: Int(offset))) {
            case .done: return real.pointee.xWrite(file.real, bytes, count, offset)
            case .half(let resultCode):
                _ = real.pointee.xWrite(file.real, bytes, count / 2, offset)
                return resultCode
            case .refused(let resultCode): return resultCode
            }
        }
        methods.xTruncate = { file, size in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            if case .refused(let resultCode) = file.judge(.truncate, .truncate(to: Int(size))) { return resultCode }
            return real.pointee.xTruncate(file.real, size)
        }
        methods.xSync = { file, _ in
            guard let file else { return SQLITE_INTERNAL }
            if case .refused(let resultCode) = file.judge(.sync) { return resultCode }
            return SQLITE_OK
        }
        methods.xShmMap = { file, page, size, isGrowing, address in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            if isGrowing != 0, case .refused(let resultCode) = file.judge(.growIndex) { return resultCode }
            return real.pointee.xShmMap(file.real, page, size, isGrowing, address)
        }
    }

    private static func addRest(to methods: inout sqlite3_io_methods) {
        methods.xRead = { file, bytes, count, offset in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            guard !file.isOff else { return SQLITE_IOERR }
            return real.pointee.xRead(file.real, bytes, count, offset)
        }
        methods.xFileSize = { file, size in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            return real.pointee.xFileSize(file.real, size)
        }
        methods.xLock = { file, lock in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            return real.pointee.xLock(file.real, lock)
        }
        methods.xUnlock = { file, lock in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            return real.pointee.xUnlock(file.real, lock)
        }
        methods.xCheckReservedLock = { file, result in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            return real.pointee.xCheckReservedLock(file.real, result)
        }
        methods.xFileControl = { file, operation, argument in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            return real.pointee.xFileControl(file.real, operation, argument)
        }
        methods.xSectorSize = { file in
            guard let file, let real = file.real.pointee.pMethods else { return 4096 }
            return real.pointee.xSectorSize(file.real)
        }
        methods.xDeviceCharacteristics = { file in
            guard let file, let real = file.real.pointee.pMethods else { return 0 }
            return real.pointee.xDeviceCharacteristics(file.real)
        }
        methods.xShmLock = { file, offset, count, flags in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            return real.pointee.xShmLock(file.real, offset, count, flags)
        }
        methods.xShmBarrier = { file in
            guard let file, let real = file.real.pointee.pMethods else { return }
            real.pointee.xShmBarrier(file.real)
        }
        methods.xShmUnmap = { file, isDeleted in
            guard let file, let real = file.real.pointee.pMethods else { return SQLITE_INTERNAL }
            return real.pointee.xShmUnmap(file.real, isDeleted)
        }
    }
}

extension UnsafeMutablePointer<sqlite3_file> {
    fileprivate var file: UnsafeMutablePointer<FaultyFileSystem.File> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: FaultyFileSystem.File.self)
    }

    /// The file as SQLite's own file system has it.
    fileprivate var real: UnsafeMutablePointer<sqlite3_file> {
        (UnsafeMutableRawPointer(self) + MemoryLayout<FaultyFileSystem.File>.stride)
            .assumingMemoryBound(to: sqlite3_file.self)
    }

    fileprivate var isOff: Bool { file.pointee.handle.takeUnretainedValue().disk.isOff }

    fileprivate func judge(_ operation: DiskOperation, _ change: UnsyncedFile.Change? = nil) -> FaultyDisk.Verdict {
        let handle = file.pointee.handle.takeUnretainedValue()
        return handle.disk.judge(operation, of: handle.path, change)
    }
}
