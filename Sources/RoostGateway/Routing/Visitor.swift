/// Who asks an app for something, as far as that decides whether it is used. Made from the head of the request.
struct Visitor: Equatable {
  /// Asks whether the app is well, or for its icon: nothing to wake it for. The status it is answered with
  /// while the app sleeps.
  private(set) var status: Int?
  /// A person waits at a browser for a page.
  private(set) var isNavigation = false

  /// What monitors call themselves, in small letters.
  static let monitors: [StaticString] = [
    "uptimerobot", "pingdom", "statuscake", "kube-probe", "prometheus", "googlehc", "elb-healthchecker", "uptime-kuma",
    "blackbox exporter", "better uptime",
  ]

  /// `prefix` bytes of the path are not the app's own.
  init(_ head: RequestHead, below prefix: Int, by rule: VisitorRule, in bytes: Bytes) {
    guard head.method == .get || head.method == .head else { return }
    let path = Span(start: min(head.path.start + prefix, head.path.end), end: head.path.end)
    if let healthPath = rule.healthPath, Visitor.holds(path, healthPath, bytes) {
      status = 200
      return
    }
    if path.equals("/favicon.ico", in: bytes) {
      status = 204
      return
    }
    var navigates = false
    var start = head.lineEnd
    while start < head.end - 2 {
      var end = start
      while bytes[end] != 0x0D { end += 1 }
      let line = Span(start: start, end: end)
      if line.begins(with: "user-agent:", in: bytes), Visitor.monitors.contains(where: { line.contains($0, in: bytes) }) {
        status = 200
        return
      }
      if line.begins(with: "sec-fetch-mode:", in: bytes) { navigates = line.contains("navigate", in: bytes) }
      start = end + 2
    }
    isNavigation = navigates && head.method == .get && head.pageFormat == .html
  }

  /// A health path of `/` is what everybody asks for: it tells nobody apart.
  private static func holds(_ path: Span, _ wanted: [UInt8], _ bytes: Bytes) -> Bool {
    wanted.count > 1 && path.count == wanted.count && wanted.indices.allSatisfy { bytes[path.start + $0] == wanted[$0] }
  }
}
