/// Names of header fields that are the gateway's to say, whoever asks: `roost.yml` for an app or `_headers` of a site.
package enum GatewayFields {
  package enum Direction: Sendable { case request, response }

  /// Whether the name, in any case, frames or routes a message, or says what only the gateway knows.
  package static func own(_ name: String, of direction: Direction) -> Bool {
    let name = name.lowercased()
    guard !name.hasPrefix("proxy-"), !name.hasPrefix("x-roost-"), !both.contains(name) else { return true }
    switch direction {
    case .request:
      return requests.contains(name) || name.hasPrefix("x-forwarded-") || name.hasPrefix("sec-websocket-") || name.contains("_")
    case .response: return responses.contains(name)
    }
  }

  /// What the gateway knows better of a file that it serves than whoever wrote down a header for it.
  package static func describesFile(_ name: String) -> Bool { files.contains(name.lowercased()) }

  private static let both: Set<String> = [
    "connection", "content-length", "expect", "forwarded", "host", "http2-settings", "keep-alive", "proxy", "te", "trailer",
    "transfer-encoding", "upgrade",
  ]
  private static let requests: Set<String> = ["cookie", "x-real-ip", "x-script-name"]
  /// Those that lead elsewhere, or reach beyond the app, are rewritten for the place it is at; those of content fit its bytes.
  private static let responses: Set<String> = [
    "content-encoding", "content-location", "content-range", "date", "location", "refresh", "service-worker-allowed",
    "set-cookie",
  ]
  private static let files: Set<String> = ["accept-ranges", "etag", "last-modified", "server"]
}
