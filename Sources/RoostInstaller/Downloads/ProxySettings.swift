/// The HTTP proxy of this machine, as `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` describe it.
package struct ProxySettings: Sendable, Equatable {
  package struct Server: Sendable, Equatable {
    package var host: String
    package var port: Int
    /// `user:password`, percent-decoding not applied.
    package var credentials: String?
  }

  package var https: Server?
  package var http: Server?
  /// Hosts, or domains with a leading dot, reached directly. `*` is all.
  package var exceptions: [String] = []

  package init() {}

  /// Reads the variables in either spelling; the lowercase one wins, as with curl.
  package init(variables: [String: String]) {
    func value(_ name: String) -> String? {
      let text = variables[name.lowercased()] ?? variables[name]
      return text.flatMap { $0.isEmpty ? nil : $0 }
    }
    https = (value("HTTPS_PROXY") ?? value("ALL_PROXY")).flatMap(Server.init(text:))
    http = (value("HTTP_PROXY") ?? value("ALL_PROXY")).flatMap(Server.init(text:))
    exceptions = (value("NO_PROXY") ?? "").split(whereSeparator: { $0 == "," || $0 == " " }).map { $0.lowercased() }
  }

  /// The proxy for a host; `nil` means directly.
  package func server(scheme: String, host: String) -> Server? {
    let host = host.lowercased()
    for exception in exceptions {
      if exception == "*" || host == exception { return nil }
      let domain = exception.hasPrefix(".") ? exception : "." + exception
      if host.hasSuffix(domain) { return nil }
    }
    return scheme == "https" ? https : http
  }
}

extension ProxySettings.Server {
  /// `http://user:password@host:port/`; the scheme and the port (80) may be missing. `nil` when it is not of that form.
  init?(text: String) {
    var rest = text[...]
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
    if let at = rest.lastIndex(of: "@") {
      credentials = String(rest[..<at])
      rest = rest[rest.index(after: at)...]
    }
    guard let colon = rest.lastIndex(of: ":"), !rest.hasSuffix("]") else {
      guard !rest.isEmpty else { return nil }
      self.host = String(rest)
      self.port = 80
      return
    }
    guard let port = Int(rest[rest.index(after: colon)...]), (1...65535).contains(port), colon > rest.startIndex else {
      return nil
    }
    self.host = String(rest[..<colon])
    self.port = port
  }
}
