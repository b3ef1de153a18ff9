/// When an app that nobody uses stands still: `sleep` of `roost.yml`. What is `nil` is as the daemon's settings say.
package struct SleepSettings: Codable, Sendable, Equatable {
  /// `false`: never, whatever the daemon's settings say.
  package var isOn: Bool
  /// Seconds without use until the app is frozen.
  package var after: Int?
  /// Seconds without use until it is stopped.
  package var stopAfter: Int?
  /// Seconds after which a WebSocket or an event stream without a byte is no use any more.
  package var websockets: Int?
  /// When it does not sleep.
  package var awake: AwakeHours?

  package init(isOn: Bool, after: Int? = nil, stopAfter: Int? = nil, websockets: Int? = nil, awake: AwakeHours? = nil) {
    self.isOn = isOn
    self.after = after
    self.stopAfter = stopAfter
    self.websockets = websockets
    self.awake = awake
  }

  package static let defaultAfter = 900
  /// Times ``after``.
  package static let defaultStopFactor = 4
  package static let defaultWebsockets = 300
}
