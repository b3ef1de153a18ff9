import RoostModel

/// A runtime with the file it was read from, for messages.
struct CatalogueFile {
  var name: String
  var entry: CatalogueEntry
}
