/// Where the program of a command may be found.
struct Program {
  static let defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  /// Paths to try in order.
  let candidates: [String]

  init(_ name: String, path: String?) {
    if name.contains("/") {
      candidates = [name]
    } else {
      candidates = (path ?? Program.defaultPath).split(separator: ":").map { "\($0)/\(name)" }
    }
  }
}
