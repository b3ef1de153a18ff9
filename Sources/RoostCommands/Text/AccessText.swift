import RoostModel

/// A request of an access log as a person reads it.
enum AccessText {
  /// `2026-11-21T20:30:01.123Z 192.0.2.7 GET shop.example.com/cart 200 1.2 kB 12.4 ms`
  static func line(_ record: AccessRecord, _ style: TextStyle) -> String {
    let status = record.aborted ? "\(record.status) (broke off)" : "\(record.status)"
    let words = [
      style.dim(record.time), record.client, record.method, record.host + record.path, paint(status, record.status, style),
      "\(ByteCount(UInt64(max(0, record.sent))))", GatewayText.time(record.duration),
    ]
    // A record may hold bytes of a client's that steer a terminal.
    return CleanText.clean(words.joined(separator: " "), colours: style.enabled) + "\n"
  }

  private static func paint(_ text: String, _ status: Int, _ style: TextStyle) -> String {
    switch status {
    case 500...: style.red(text)
    case 400...: style.yellow(text)
    default: style.green(text)
    }
  }
}
