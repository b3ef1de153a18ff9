/// The catalogue's name of a runtime: `nodejs`, `python`, `debian` (the base). Lowercase letters, digits and `-`.
package struct RuntimeID: Hashable, Sendable, TextCoded, LosslessStringConvertible {
  package let text: String
  package var description: String { text }

  package init?(_ text: String) {
    guard text.utf8.allSatisfy(ASCII.isLabel), (1...40).contains(text.utf8.count), text.first != "-" else { return nil }
    self.text = text
  }
}
