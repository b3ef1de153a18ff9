/// Which versions to ask for when a project only says what is too old: the catalogue's default, as far as it is new enough.
struct FloorChoice {
  let entry: CatalogueEntry
  /// Upward closed.
  let floor: VersionSelector

  var selector: String {
    guard let standard else { return floor.text }
    if standard.liesWithin(floor) { return entry.defaultSelector }
    guard standard.overlaps(floor), let versions = plainDefault else { return floor.text }
    return "\(versions) \(floor.text)"
  }

  /// `nil` when the default is the newest there is: then what is installed and new enough will do.
  private var standard: VersionSelector? {
    do throws(SelectorFault) {
      let selector = try VersionSelector(entry.defaultSelector, scheme: entry.scheme, channels: entry.channels)
      return selector.asksForNewest || selector.asksForHost ? nil : selector
    } catch {
      return nil
    }
  }

  /// The default without a channel's name, when another condition can be added to it.
  private var plainDefault: String? {
    var text = entry.defaultSelector
    if case .versions(let versions) = entry.channels[text.lowercased()] { text = versions }
    return text.contains("|") ? nil : text
  }
}
