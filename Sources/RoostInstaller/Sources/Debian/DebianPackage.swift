import RoostModel

/// One .deb that has to be fetched. Pure.
struct DebianPackage: Sendable, Equatable {
  var name: String
  var version: String
  var architecture: String
  var url: String

  /// `ruby=1:3.1`, as apt-cache takes it.
  var selector: String { "\(name):\(architecture)=\(version)" }
  var fileName: String { url.split(separator: "/").last.map(String.init) ?? name }

  /// Reads the lines `'URL' NAME_VERSION_ARCH.deb SIZE HASH` of `apt-get --print-uris`.
  static func list(in output: String) throws(Problem) -> [DebianPackage] {
    var packages: [DebianPackage] = []
    for line in output.split(whereSeparator: \.isNewline) where line.first == "'" {
      let fields = line.split(separator: " ")
      let parts = fields.count > 1 ? fields[1].dropLast(4).split(separator: "_").map(decode) : []
      guard fields.count >= 3, fields[0].count > 2, fields[1].hasSuffix(".deb"), parts.count == 3 else {
        throw Problem(
          .toolFailed, "apt named a package in a way that is not understood", hint: "report this line", cause: String(line))
      }
      let url = String(fields[0].dropFirst().dropLast())
      packages.append(DebianPackage(name: parts[0], version: parts[1], architecture: parts[2], url: url))
    }
    return packages
  }

  /// `1%3a2.4` is `1:2.4`.
  private static func decode(_ text: Substring) -> String { String(text.replacing("%3a", with: ":").replacing("%3A", with: ":")) }
}
