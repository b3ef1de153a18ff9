import RoostCatalog
import RoostModel

/// Reads what is asked for in host scope. Pure.
struct HostWishes {
  let catalogue: Catalogue

  /// What each text names, with what it requires before it. What is no runtime is told beside, so that the others go on.
  func read(_ texts: [String]) -> (wishes: [HostWish], problems: [Problem]) {
    var wishes: [HostWish] = []
    var problems: [Problem] = []
    for text in texts {
      do throws(Problem) {
        let wish = try read(text)
        for required in try requirements(of: wish.entry) where !wishes.contains(where: { $0.entry.id == required.entry.id }) {
          wishes.append(required)
        }
        // What was only required before is now wanted by name, in its own version.
        if let place = wishes.firstIndex(where: { $0.entry.id == wish.entry.id && !$0.requiredBy.isEmpty }) {
          wishes[place] = wish
        } else if !wishes.contains(where: { $0.text == wish.text }) {
          wishes.append(wish)
        }
      } catch {
        problems.append(error)
      }
    }
    return (wishes, problems)
  }

  /// Without a version, or with `system`, the machine's own will do.
  private func read(_ text: String) throws(Problem) -> HostWish {
    let specifier = try catalogue.specifier(text)
    let entry = try catalogue.entry(specifier.runtime)
    guard entry.kind != .base, entry.kind != .asset else {
      throw Problem(
        .usageInvalid, "\(entry.title) exists only as a layer", hint: "install it as one: roost runtime install \(entry.id)")
    }
    let hasVersion = text.contains("@") || catalogue.entry(named: text) == nil
    let isOwn = !hasVersion || specifier.selector.text.lowercased() == "system"
    return HostWish(entry: entry, selector: isOwn ? nil : specifier.selector)
  }

  /// Bases are what layers stand on: the machine is a base itself.
  private func requirements(of entry: CatalogueEntry) throws(Problem) -> [HostWish] {
    let below = try StackOrder(catalogue: catalogue).requirements(of: entry.id)
    var wishes: [HostWish] = []
    for runtime in try RuntimeGraph(catalogue).inOrder(Array(below)) {
      let required = try catalogue.entry(runtime)
      if required.kind != .base { wishes.append(HostWish(entry: required, selector: nil, requiredBy: [entry.id])) }
    }
    return wishes
  }
}

extension RuntimeGraph {
  /// As ``ordered(_:)``, with a ring as the problem it is.
  fileprivate func inOrder(_ runtimes: [RuntimeID]) throws(Problem) -> [RuntimeID] {
    do throws(RequirementRing) {
      return try ordered(runtimes.sorted { $0.text < $1.text })
    } catch {
      throw error.problem
    }
  }
}
