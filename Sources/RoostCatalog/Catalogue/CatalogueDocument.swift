import RoostModel

/// One file of the catalogue: a runtime, or what belongs to the catalogue as a whole.
enum CatalogueDocument: Equatable {
  case runtime(CatalogueEntry)
  case common(CatalogueCommon)

  /// `isShipped`: it is part of the executable.
  static func read(_ text: String, file: String, isShipped: Bool) throws(DocumentFault) -> CatalogueDocument {
    if isShipped, let document = PlainYAMLReader.read(text) { return try read(document, file: file, isShipped: true) }
    return try read(try YAMLReader.read(text, file: file), file: file, isShipped: isShipped)
  }

  private static func read(
    _ document: DocumentNode, file: String, isShipped: Bool
  ) throws(DocumentFault) -> CatalogueDocument {
    guard document.members != nil else {
      return .runtime(try CatalogueEntryReader.read(document, file: file, isShipped: isShipped))
    }
    guard let schema = document["schema"] else {
      throw DocumentFault(
        file: file, position: document.position,
        message: "schema: is missing: '\(CatalogueEntryReader.schema)' or '\(CatalogueCommonReader.schema)'")
    }
    switch schema.text {
    case CatalogueEntryReader.schema: return .runtime(try CatalogueEntryReader.read(document, file: file, isShipped: isShipped))
    case CatalogueCommonReader.schema: return .common(try CatalogueCommonReader.read(document, file: file))
    default:
      throw DocumentFault(
        file: file, position: schema.position,
        message: "schema: this version of Roost reads '\(CatalogueEntryReader.schema)' and '\(CatalogueCommonReader.schema)', "
          + "not '\(schema.text?.prefix(40) ?? "")'")
    }
  }
}
