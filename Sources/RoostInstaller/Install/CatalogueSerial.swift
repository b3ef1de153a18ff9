package import RoostCatalog
package import RoostModel
import RoostSystem
package import SystemPackage

/// The highest serial of a catalogue that a home has seen, in `store/catalogue-serial`.
///
/// An attacker who can give a machine old files, but cannot make new ones, would bring back versions with known holes: a
/// catalogue that is older than one seen before is refused.
package struct CatalogueSerial: Sendable {
  private let file: FilePath

  package init(home: FilePath) { file = home.appending("store").appending("catalogue-serial") }

  /// Throws `catalogue.invalid` for a catalogue that is older than one seen before; remembers a newer one. Blocking.
  package func admit(_ catalogue: Catalogue) throws(Problem) {
    let seen = try seen()
    guard catalogue.serial >= seen else {
      throw Problem(
        .catalogueInvalid,
        "the catalogue is of \(catalogue.serial), and this home has seen \(seen): somebody may hide what is new",
        hint: "bring the newer Roost, or the newer files in /etc/roost/catalogue.d, back; if the older one is meant: rm '\(file)'"
      )
    }
    guard catalogue.serial > seen else { return }
    try DirectoryCreation.ensure(file.removingLastComponent())
    try AtomicFile.write(Array("\(catalogue.serial)\n".utf8), to: file)
  }

  private func seen() throws(Problem) -> UInt64 {
    guard let bytes = try SmallFile.read(file, limit: 64) else { return 0 }
    let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).first ?? ""
    guard let serial = UInt64(text) else {
      throw Problem(.catalogueInvalid, "\(file) holds no serial", hint: "if nobody meant that, remove it: rm '\(file)'")
    }
    return serial
  }
}
