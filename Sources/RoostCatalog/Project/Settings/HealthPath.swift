/// The path of a health check: begins with `/`, printable ASCII without blanks, at most 1,024 bytes.
enum HealthPath {
  static func isValid(_ path: String) -> Bool {
    path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.count <= 1024 && path.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
