extension String {
  /// In groups of four letters, as people read and type them: `ABCD EFGH`.
  package func grouped(by separator: String) -> String {
    let letters = Array(self)
    let starts = stride(from: 0, to: letters.count, by: 4)
    return starts.map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: separator)
  }
}
