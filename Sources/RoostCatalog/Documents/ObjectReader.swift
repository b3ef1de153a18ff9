/// Reads an object of a document key by key. Unknown keys, wrong kinds and missing values are faults with their place.
struct ObjectReader {
  let file: String
  /// It is part of the executable, and was checked when that was made: what takes long need not be checked again.
  let isShipped: Bool
  private let node: DocumentNode
  private let members: [DocumentMember]

  init(_ node: DocumentNode, file: String, knownKeys: [String], isShipped: Bool = false) throws(DocumentFault) {
    guard let members = node.members else {
      throw DocumentFault(file: file, position: node.position, message: "expected a table of keys, found \(node.kind)")
    }
    self.file = file
    self.isShipped = isShipped
    self.node = node
    self.members = members
    for member in members where !knownKeys.contains(member.key) {
      let near = NearNames.to(member.key, among: knownKeys)
      let advice = near.first.map { "did you mean '\($0)'?" } ?? "known are \(knownKeys.joined(separator: ", "))"
      throw DocumentFault(file: file, position: member.keyPosition, message: "unknown key '\(member.key.prefix(60))'; \(advice)")
    }
  }

  /// The value of a key that is there and is not null.
  func value(_ key: String) -> DocumentNode? {
    guard let value = node[key], value.value != .null else { return nil }
    return value
  }

  func fault(_ key: String, _ message: String) -> DocumentFault {
    let position = members.last { $0.key == key }?.value.position ?? node.position
    return DocumentFault(file: file, position: position, message: "\(key): \(message)")
  }

  func text(_ key: String) throws(DocumentFault) -> String? {
    guard let value = value(key) else { return nil }
    return try text(of: value, key)
  }

  func requiredText(_ key: String) throws(DocumentFault) -> String {
    guard let text = try text(key) else { throw fault(key, "is missing") }
    return text
  }

  /// A text or a list of texts; none when the key is missing.
  func texts(_ key: String) throws(DocumentFault) -> [String] {
    guard let value = value(key) else { return [] }
    guard let elements = value.elements else { return [try text(of: value, key)] }
    var texts: [String] = []
    for element in elements { texts.append(try text(of: element, key)) }
    return texts
  }

  func textMap(_ key: String) throws(DocumentFault) -> [String: String] {
    guard let value = value(key) else { return [:] }
    guard let members = value.members else { throw fault(key, "expected a table of keys, found \(value.kind)") }
    var map: [String: String] = [:]
    for member in members {
      if case .bool(let flag) = member.value.value {
        map[member.key] = flag ? "true" : "false"
      } else {
        map[member.key] = try text(of: member.value, "\(key).\(member.key)")
      }
    }
    return map
  }

  func number(_ key: String) throws(DocumentFault) -> Double? {
    guard let text = try text(key) else { return nil }
    guard let number = Double(text), number.isFinite else { throw fault(key, "expected a number, found '\(text.prefix(40))'") }
    return number
  }

  func flag(_ key: String) throws(DocumentFault) -> Bool? {
    guard let value = value(key) else { return nil }
    guard case .bool(let flag) = value.value else { throw fault(key, "expected true or false, found \(value.kind)") }
    return flag
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) throws(DocumentFault) -> Choice?
  where Choice.RawValue == String {
    guard let text = try text(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    throw fault(key, "'\(text.prefix(40))' is none of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  func object(_ key: String, knownKeys: [String]) throws(DocumentFault) -> ObjectReader? {
    guard let value = value(key) else { return nil }
    return try ObjectReader(value, file: file, knownKeys: knownKeys, isShipped: isShipped)
  }

  func objects(_ key: String, knownKeys: [String]) throws(DocumentFault) -> [ObjectReader] {
    guard let value = value(key) else { return [] }
    guard let elements = value.elements else { throw fault(key, "expected a list, found \(value.kind)") }
    var readers: [ObjectReader] = []
    for element in elements {
      readers.append(try ObjectReader(element, file: file, knownKeys: knownKeys, isShipped: isShipped))
    }
    return readers
  }

  private func text(of value: DocumentNode, _ key: String) throws(DocumentFault) -> String {
    guard let text = value.text, !text.utf8.contains(0) else {
      throw DocumentFault(file: file, position: value.position, message: "\(key): expected a text, found \(value.kind)")
    }
    return text
  }
}
