import RoostModel

/// One file of the catalogue: a runtime, or what belongs to the catalogue as a whole.
enum CatalogueDocument {
  case runtime(CatalogueEntry)
  case common(CatalogueCommon)

  static func read(_ text: String, file: String) throws(DocumentFault) -> CatalogueDocument {
    let document = try YAMLReader.read(text, file: file)
    guard document.members != nil else { return .runtime(try CatalogueEntryReader.read(document, file: file)) }
    guard let schema = document["schema"] else {
      throw DocumentFault(
        file: file, position: document.position,
        message: "schema: is missing: '\(CatalogueEntryReader.schema)' or '\(CatalogueCommonReader.schema)'")
    }
    switch schema.text {
    case CatalogueEntryReader.schema: return .runtime(try CatalogueEntryReader.read(document, file: file))
    case CatalogueCommonReader.schema: return .common(try CatalogueCommonReader.read(document, file: file))
    default:
      throw DocumentFault(
        file: file, position: schema.position,
        message: "schema: this version of Roost reads '\(CatalogueEntryReader.schema)' and '\(CatalogueCommonReader.schema)', "
          + "not '\(schema.text?.prefix(40) ?? "")'")
    }
  }
}
