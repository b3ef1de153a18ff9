package import RoostModel

extension Gateway {
  /// Parks new requests of an app instead of sending them on, until ``setRoute(_:to:settings:)`` gives it another target: no
  /// request fails while an app is exchanged, each is only late. Its settings stay.
  ///
  ///     let old = gateway.hold(name)                                  // new requests wait from here on
  ///     if let old { await gateway.drain(old, timeout: .seconds(30)) }  // those under way end
  ///     ... stop the old process, start the new one, prove it ...
  ///     gateway.setRoute(name, to: new.target, settings: settings)   // those that wait go there at once
  ///
  /// Should the new one fail, ``setRoute(_:to:settings:)`` with the old target, or an unavailable one, ends the wait as well.
  /// - Returns: the target it had; `nil` for an app without a route, of which nothing is held.
  @discardableResult
  package func hold(_ name: AppName, _ hold: Hold = Hold()) -> Target? { replaceTarget(of: name, by: .held(hold)) }
}
