import Logging
import RoostModel
import RoostStore
import RoostSystem

/// What apps use, as it was seen last: written by whoever looks, read by whoever asks.
actor UsageBoard {
  private let home: AppsConfiguration
  private let logger: Logger
  private var usages: [AppID: AppUsage] = [:]
  private var storages: [AppID: ByteCount] = [:]

  /// Of a tree that hides something below too many levels.
  static let untold = ByteCount(UInt64.max)

  init(configuration: AppsConfiguration, logger: Logger) {
    home = configuration
    self.logger = logger
  }

  func note(_ usage: AppUsage, of app: AppID) { usages[app] = usage }

  func forget(_ app: AppID) {
    usages[app] = nil
    storages[app] = nil
  }

  func usage(of app: AppID) -> AppUsage? { usages[app] }
  func storage(of app: AppID) -> ByteCount? { storages[app] }

  /// Walks through everything the app has on disk: some 100,000 files in a second. `nil` when that fails;
  /// ``untold`` where something lies too deep, lest a limit is passed below.
  @discardableResult
  func measure(_ app: AppRecord) async -> ByteCount? {
    let root = AppPaths(home: home.home, app: app.id).root
    do throws(Problem) {
      let size = try await BlockingWork.run { () throws(Problem) in try TreeSize.measure(root) }
      storages[app.id] = size.isTooDeep ? UsageBoard.untold : size.bytes
      return storages[app.id]
    } catch {
      // Files come and go while they are counted.
      logger.warning("an app was not measured", metadata: ["app.name": "\(app.name)", "problem": "\(error.message)"])
      return storages[app.id]
    }
  }
}
