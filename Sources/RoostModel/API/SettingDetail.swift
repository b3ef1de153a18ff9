/// One of the daemon's settings as it is in force. What is secret is in files of its own, and no setting.
package struct SettingDetail: Codable, Sendable, Equatable {
  /// As in the daemon's file, with its levels: `gateway.limits.body`.
  package var key: String
  /// As it is written there; several are divided by `, `, and nothing is none.
  package var value: String
  /// What it is where nobody says anything.
  package var isDefault: Bool

  package init(key: String, value: String, isDefault: Bool) {
    self.key = key
    self.value = value
    self.isDefault = isDefault
  }

  /// The variable that sets it: `ROOST_GATEWAY_LIMITS_BODY`.
  package var variable: String {
    "ROOST_" + key.uppercased().map { $0 == "." || $0 == "-" ? "_" : String($0) }.joined()
  }
}
