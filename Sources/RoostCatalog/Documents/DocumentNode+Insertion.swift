extension DocumentNode {
  /// Sets the value at a path of an object, making the objects on the way. A path through something else is left alone.
  mutating func insert(_ value: DocumentNode, at path: ArraySlice<String>, keyPosition: SourcePosition) {
    guard let key = path.first, case .object(var members) = self.value else { return }
    let rest = path.dropFirst()
    if let index = members.lastIndex(where: { $0.key == key }), !rest.isEmpty {
      members[index].value.insert(value, at: rest, keyPosition: keyPosition)
    } else if rest.isEmpty {
      members.append(DocumentMember(key: key, keyPosition: keyPosition, value: value))
    } else {
      var object = DocumentNode(value: .object([]), position: keyPosition)
      object.insert(value, at: rest, keyPosition: keyPosition)
      members.append(DocumentMember(key: key, keyPosition: keyPosition, value: object))
    }
    self.value = .object(members)
  }
}
