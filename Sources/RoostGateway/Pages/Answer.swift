/// A response the gateway makes itself.
struct Answer: Sendable {
  var status: Int
  var fields: [(name: String, value: String)] = []
  var content = Content.none

  enum Content: Sendable {
    case none
    case text(String)
    case file(OpenFile, from: Int, count: Int)
  }

  /// Bytes of the body.
  var length: Int {
    switch content {
    case .none: 0
    case .text(let text): text.utf8.count
    case .file(_, _, let count): count
    }
  }
}

/// The words after a status.
enum Reason {
  private static let words = [
    200: "OK", 206: "Partial Content", 304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect",
    400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout", 413: "Content Too Large",
    414: "URI Too Long", 416: "Range Not Satisfiable", 417: "Expectation Failed", 431: "Request Header Fields Too Large",
    500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
    504: "Gateway Timeout", 505: "HTTP Version Not Supported",
  ]

  static func text(_ status: Int) -> String { words[status] ?? "Status" }
}
