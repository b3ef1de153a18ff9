import RoostCatalog
import RoostModel

extension Problem {
  /// As it is; where something could not be fetched, its hint also says how to do without a network.
  func orFromBundle(of specifiers: [RuntimeSpecifier]) -> Problem {
    guard code == .downloadFailed, let first = specifiers.first else { return self }
    var problem = self
    let names = specifiers.map { "'\($0)'" }.joined(separator: " ")
    let file = "\(first.runtime).roost"
    problem.hint +=
      "; without a network, make a bundle on a machine that has one: roost bundle create \(names) -o \(file); "
      + "then here: roost bundle install \(file)"
    return problem
  }
}
