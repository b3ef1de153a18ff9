/// A header that a site adds to its files.
package struct SiteField: Sendable, Equatable {
  package let name: String
  package let value: String

  /// `line` is trimmed.
  init(_ line: Substring) throws(SiteRuleFault) {
    guard let colon = line.firstIndex(of: ":") else { throw .field }
    name = try SiteField.name(SiteText.trimmed(line[..<colon]))
    value = String(SiteText.trimmed(line[colon...].dropFirst()))
    guard !value.isEmpty, FieldEdits.isValue(value) else { throw .fieldValue }
  }

  static func name(_ text: Substring) throws(SiteRuleFault) -> String {
    let name = String(text)
    guard FieldEdits.isName(name) else { throw .fieldName(String(text.prefix(100))) }
    guard FieldEdits.mayChange(name, of: .response), !GatewayFields.describesFile(name) else { throw .fieldRefused(name) }
    return name
  }
}
