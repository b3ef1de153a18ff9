package import RoostModel

extension CatalogueEntry {
  /// What the makers do for a version on a day: the first of its phases that has not ended. When all have, its end of life,
  /// with the day it came. `nil` when the catalogue does not say.
  package func support(of version: String, on today: CalendarDay) -> SupportPhase? {
    let phases = support.filter { phase in (try? selector(phase.versions))?.matches(version) == true }
    let ordered = phases.sorted { CatalogueEntry.end(of: $0) < CatalogueEntry.end(of: $1) }
    if let current = ordered.first(where: { $0.phase != .eol && CatalogueEntry.end(of: $0) >= (today, 1) }) { return current }
    guard let last = ordered.last else { return nil }
    return SupportPhase(versions: last.versions, phase: .eol, until: last.until)
  }

  /// What has no end comes last.
  private static func end(of phase: SupportPhase) -> (CalendarDay, Int) {
    let day = phase.until.flatMap(CalendarDay.init)
    return (day ?? CalendarDay(secondsSince1970: .greatestFiniteMagnitude), day == nil ? 2 : 1)
  }
}
