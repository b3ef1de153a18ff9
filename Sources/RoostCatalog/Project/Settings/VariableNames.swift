/// Names of environment variables, as every shell takes them.
enum VariableNames {
  static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first else { return false }
    return !ASCII.isDigit(first) && name.utf8.count <= 255 && name.utf8.allSatisfy(ASCII.isWord)
  }
}
