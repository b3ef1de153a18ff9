/// Client connections open now, over all event loops.
final class ConnectionCount: Sendable {
  private let load = TargetLoad()

  var count: Int { load.count }
  func opened() -> Int { load.enter() }
  func closed() { load.leave() }
  /// Returns when there are none.
  func none() async { await load.idle() }
}
