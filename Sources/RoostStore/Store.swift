import GRDB
import Glibc
package import RoostModel
package import SystemPackage

/// The daemon's memory: SQLite with write-ahead log, flushed to disk at every commit but those of ``note(_:_:)``. One per daemon.
package struct Store: Sendable {
  private let database: any DatabaseWriter

  /// Opens or creates the file. A newer schema than this version knows is refused.
  package init(path: FilePath) throws(Problem) {
    do {
      try Store.keepPrivate(path)
      var configuration = Configuration()
      configuration.maximumReaderCount = 2
      let pool = try DatabasePool(path: path.string, configuration: configuration)
      // A pool that opens takes NORMAL for itself, whatever its configuration says: a power cut would take back what was told.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      database = pool
      try Store.migrate(database)
    } catch { throw Store.problem(error, "opening \(path)") }
  }

  /// Variables of apps are in it. SQLite gives the files it makes beside the database the mode of the database.
  private static func keepPrivate(_ path: FilePath) throws(Problem) {
    let file = open(path.string, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw problem(Errno(rawValue: errno), "opening \(path)") }
    defer { close(file) }
    guard fchmod(file, 0o600) == 0 else { throw problem(Errno(rawValue: errno), "keeping \(path) private") }
    for suffix in ["-wal", "-shm"] {
      guard chmod(path.string + suffix, 0o600) == 0 || errno == ENOENT else {
        throw problem(Errno(rawValue: errno), "keeping \(path)\(suffix) private")
      }
    }
  }

  /// An empty store that lives as long as this value, for tests.
  package static func inMemory() throws(Problem) -> Store {
    do {
      let queue = try DatabaseQueue()
      try migrate(queue)
      return Store(database: queue)
    } catch { throw problem(error, "opening a store in memory") }
  }

  private init(database: any DatabaseWriter) { self.database = database }

  private static func migrate(_ database: any DatabaseWriter) throws {
    let migrator = Schema.migrator
    if try database.read({ try migrator.hasBeenSuperseded($0) }) {
      throw Problem(
        .settingsInvalid, "roost.db was written by a newer version of Roost",
        hint: "install that version again, or move roost.db away")
    }
    try migrator.migrate(database)
  }

  func read<Value: Sendable>(_ what: String, _ body: @escaping @Sendable (Database) throws -> Value) async throws(Problem)
    -> Value
  {
    do { return try await database.read(body) } catch { throw Store.problem(error, what) }
  }

  func write<Value: Sendable>(_ what: String, _ body: @escaping @Sendable (Database) throws -> Value) async throws(Problem)
    -> Value
  {
    do { return try await database.write(body) } catch { throw Store.problem(error, what) }
  }

  /// What runs now. A power cut ends that too, so it need not be on the disk at once: the next flushed commit takes it along.
  func note(_ what: String, _ body: @escaping @Sendable (Database) throws -> Void) async throws(Problem) {
    do {
      try Task.checkCancellation()
      // Not the access that knows the task: one that is called off would keep FULL from coming back.
      try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
        database.asyncWriteWithoutTransaction { database in done.resume(with: Result { try Store.note(body, in: database) }) }
      }
    } catch { throw Store.problem(error, what) }
  }

  private static func note(_ body: (Database) throws -> Void, in database: Database) throws {
    try database.execute(sql: "PRAGMA synchronous = NORMAL")
    let result = Result {
      try database.inTransaction {
        try body(database)
        return .commit
      }
    }
    try database.execute(sql: "PRAGMA synchronous = FULL")
    try result.get()
  }

  private static func problem(_ error: any Error, _ what: String) -> Problem {
    if let problem = error as? Problem { return problem }
    if let error = error as? DatabaseError, error.resultCode == .SQLITE_FULL {
      return Problem(
        .diskFull, "no space left while \(what)", hint: "free space on the disk of ROOST_HOME: df -h", cause: error.message)
    }
    return Problem.unexpected(error, during: what)
  }
}
