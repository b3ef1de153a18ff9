import RoostModel

/// What a second factor is made with, as a person reads and types it.
enum SecondFactorText {
  static func offer(_ offer: SecondFactorOffer, _ style: TextStyle) -> String {
    "Give this to an app that makes codes:\n\n  \(offer.uri)\n\nor type in: \(style.bold(offer.secret.grouped(by: " ")))\n\n"
  }

  static func isOn(_ name: AccessName, _ codes: RecoveryCodes, _ style: TextStyle) -> String {
    let lines = codes.codes.map { "  \(style.bold($0))\n" }.joined()
    return "\(name) logs in with a code from now on. When the app is lost, each of these is one, once:\n\n\(lines)\n"
      + "They are not shown again. Without them: roost user totp off \(name)\n"
  }
}
