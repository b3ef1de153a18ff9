import Logging
import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// What could not be removed because an engine or a host was away. Written down, and tried again until it is gone.
actor Leftovers {
  /// Between two tries.
  private static let pause: Duration = .seconds(10)

  private let record: FilePath
  private let strategy: any Strategy
  private let store: Store
  private let logger: Logger
  /// In the order in which they were left; nil until the record was read.
  private var known: [Leftover]?

  init(record: FilePath, strategy: any Strategy, store: Store, logger: Logger) {
    self.record = record
    self.strategy = strategy
    self.store = store
    self.logger = logger
  }

  /// Removes it, or writes down that it is still to be removed and says why.
  func remove(_ leftover: Leftover) async -> Problem? {
    do throws(Problem) {
      try await attempt(leftover)
      return nil
    } catch {
      await keep(leftover)
      return error
    }
  }

  /// Somebody tried to remove it, in vain.
  func keep(_ leftover: Leftover) async {
    var all = await all()
    guard !all.contains(leftover) else { return }
    all.append(leftover)
    await write(all)
  }

  /// Tries again and again, until it is cancelled.
  func run() async {
    while (try? await ContinuousClock().sleep(for: Leftovers.pause)) != nil { await sweep() }
  }

  func sweep() async {
    for leftover in await all() {
      do throws(Problem) {
        try await attempt(leftover)
      } catch {
        logger.debug("something is left still", metadata: ["what": "\(leftover)", "problem": "\(error.message)"])
        continue
      }
      logger.info("what was left is removed", metadata: ["what": "\(leftover)"])
      await write(await all().filter { $0 != leftover })
    }
  }

  private func attempt(_ leftover: Leftover) async throws(Problem) {
    switch leftover {
    case .environment(let id):
      try await strategy.discard(id)
      try await store.deleteRun(id)
    case .volume(let name, let target): try await strategy.removeVolume(name, at: target)
    }
  }

  private func all() async -> [Leftover] {
    if let known { return known }
    let record = record
    let read: Result<[Leftover], Problem> = await BlockingWork.run {
      do throws(Problem) { return .success(try JSONFile.read([Leftover].self, from: record) ?? []) } catch {
        return .failure(error)
      }
    }
    if let known { return known }
    switch read {
    case .success(let found): known = found
    case .failure(let problem):
      logger.error("what is left is not known any more", metadata: ["problem": "\(problem)"])
      known = []
    }
    return known ?? []
  }

  /// What cannot be written down is remembered as long as the daemon lives.
  private func write(_ all: [Leftover]) async {
    known = all
    let record = record
    let failure: Problem? = await BlockingWork.run {
      do throws(Problem) { try JSONFile.write(all, to: record) } catch { return error }
      return nil
    }
    if let failure { logger.error("what is left was not written down", metadata: ["problem": "\(failure)"]) }
  }
}
