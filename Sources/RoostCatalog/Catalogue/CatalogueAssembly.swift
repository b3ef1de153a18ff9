import Dispatch
import RoostModel
import Synchronization

/// Collects files of the catalogue, the shipped ones first, and puts them together into one that holds.
struct CatalogueAssembly {
  private var files: [RuntimeID: CatalogueFile] = [:]
  private var profiles: [(profile: Profile, file: String)] = []
  private var serial: UInt64 = 0

  /// Adds the files of one place. An entry or profile replaces one of the same name of an earlier place, never of the same.
  mutating func add(_ texts: [(name: String, text: String)], isCustom: Bool) throws(Problem) {
    var place: [RuntimeID: CatalogueFile] = [:]
    for ((name, _), document) in zip(texts, CatalogueAssembly.read(texts, isShipped: !isCustom)) {
      switch try document.mapError({ $0.inCatalogue() }).get() {
      case .runtime(let entry):
        if let other = place[entry.id] {
          throw Problem.inCatalogue("\(name): \(other.name) describes \(entry.id) too", "keep one of the two files")
        }
        place[entry.id] = CatalogueFile(name: name, entry: entry)
      case .common(let common):
        serial = max(serial, common.serial ?? 0)
        for profile in common.profiles { add(profile, of: name, isCustom: isCustom) }
      }
    }
    files.merge(place) { $1 }
  }

  /// Every command reads them all before anything else, so each core takes its share.
  private static func read(
    _ texts: [(name: String, text: String)], isShipped: Bool
  ) -> [Result<CatalogueDocument, DocumentFault>] {
    let documents = Mutex<[Int: Result<CatalogueDocument, DocumentFault>]>([:])
    DispatchQueue.concurrentPerform(iterations: texts.count) { index in
      let document = Result { () throws(DocumentFault) in
        try CatalogueDocument.read(texts[index].text, file: texts[index].name, isShipped: isShipped)
      }
      documents.withLock { $0[index] = document }
    }
    return documents.withLock { documents in texts.indices.compactMap { documents[$0] } }
  }

  private mutating func add(_ profile: Profile, of file: String, isCustom: Bool) {
    var profile = profile
    profile.isCustom = isCustom
    if profile.isDefault {
      for index in profiles.indices { profiles[index].profile.isDefault = false }
    }
    if let index = profiles.firstIndex(where: { $0.profile.name == profile.name }) {
      profiles[index] = (profile, file)
    } else {
      profiles.append((profile, file))
    }
  }

  /// The catalogue, when names are unique, requirements exist and end, and profiles name what there is.
  func catalogue() throws(Problem) -> Catalogue {
    try CatalogueChecks(files: files).check()
    let catalogue = Catalogue(files.values.map(\.entry), profiles: profiles.map(\.profile), serial: serial)
    for (profile, file) in profiles {
      for specifier in profile.specifiers {
        do throws(Problem) {
          _ = try catalogue.specifier(specifier)
        } catch {
          throw Problem.inCatalogue("\(file): profile \(profile.name): \(error.message)", "correct `runtimes` of the profile")
        }
      }
    }
    return catalogue
  }
}

extension Problem {
  static func inCatalogue(_ message: String, _ hint: String) -> Problem { Problem(.catalogueInvalid, message, hint: hint) }
}
