import RoostModel

/// Why a runtime is there, as a person reads it. `now` is in seconds since 1970.
struct WhyText {
  let answer: WhyAnswer
  let now: Double

  func text(_ style: TextStyle) -> String {
    var text = answer.reasons.map { "\(CleanText.line($0))\n" }.joined()
    guard !answer.layers.isEmpty else { return text }
    var fields = FieldList()
    for layer in answer.layers {
      fields.add("Layer", "\(layer.name), \(layer.size), \(TimeText.ago(layer.installedAt, now: now))")
      fields.add("Made from", provenance(layer))
    }
    fields.add("Asked for in", answer.requestedIn.map { "transaction \($0.id): \($0.kind.rawValue) \($0.request)" })
    fields.add("Stands below", answer.requiredBy)
    fields.add("Used by", answer.apps.map(SafetyText.use))
    fields.add("In profiles", answer.profiles.isEmpty ? nil : answer.profiles.joined(separator: ", "))
    text += "\n" + CleanText.clean(fields.text(style), colours: style.enabled)
    return text
  }

  /// The first few; `--json` has all.
  private func provenance(_ layer: InstalledLayer) -> [String] {
    guard layer.provenance.count > 6 else { return layer.provenance }
    return layer.provenance.prefix(5) + ["and \(layer.provenance.count - 5) more"]
  }
}
