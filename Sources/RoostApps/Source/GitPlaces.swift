import RoostModel
import Synchronization

/// The git clients that are connected, by the app they talk to.
final class GitPlaces: Sendable {
  static let most = 16
  private let taken = Mutex<[AppName: Int]>([:])

  /// `nil` when all are taken.
  func take(for app: AppName) -> GitPlace? {
    let isFree = taken.withLock { taken -> Bool in
      guard taken.values.reduce(0, +) < GitPlaces.most else { return false }
      taken[app, default: 0] += 1
      return true
    }
    return isFree ? GitPlace(in: self, for: app) : nil
  }

  func count(of app: AppName) -> Int { taken.withLock { $0[app] ?? 0 } }

  fileprivate func leave(_ app: AppName) {
    taken.withLock { taken in
      let left = (taken[app] ?? 1) - 1
      taken[app] = left > 0 ? left : nil
    }
  }
}

/// One client's. It is left with its last reference at the latest: a client may go before its conversation begins.
final class GitPlace: Sendable {
  private let places: GitPlaces
  private let app: AppName
  private let isLeft = Atomic(false)

  fileprivate init(in places: GitPlaces, for app: AppName) {
    self.places = places
    self.app = app
  }
  deinit { leave() }

  /// Only the first time counts.
  func leave() {
    if !isLeft.exchange(true, ordering: .acquiringAndReleasing) { places.leave(app) }
  }
}
