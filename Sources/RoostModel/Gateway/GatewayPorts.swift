/// The ports a gateway listens on, and the URLs they make.
package struct GatewayPorts: Sendable, Equatable {
  package var http: Int
  /// `nil` when it does not listen with TLS.
  package var https: Int?

  package init(http: Int, https: Int? = nil) {
    self.http = http
    self.https = https
  }

  /// `path` is empty or begins with a slash. A port that browsers take by themselves is not said. Without ``https`` no URL has TLS.
  package func url(_ host: String, path: String, secure: Bool) -> String {
    guard secure, let https else { return "http://\(host)\(http == 80 ? "" : ":\(http)")\(path)" }
    return "https://\(host)\(https == 443 ? "" : ":\(https)")\(path)"
  }
}
