import RoostModel

/// The order in which apps are started with the machine. Pure.
struct BootOrder: Equatable {
  /// Those of one level need nothing of each other; each level needs those before it.
  var levels: [[AppName]] = []
  /// Apps that wait for each other in a circle; they are started last, all at once.
  var circle: [AppName] = []

  /// `needs`: which apps each one wants to have before it. Apps that are not among those to be started are taken as started.
  init(_ needs: [AppName: [AppName]]) {
    var left = needs
    while !left.isEmpty {
      let ready = left.filter { $0.value.allSatisfy { left[$0] == nil } }.keys.sorted { $0.text < $1.text }
      guard !ready.isEmpty else {
        circle = left.keys.sorted { $0.text < $1.text }
        return
      }
      levels.append(ready)
      for name in ready { left[name] = nil }
    }
  }
}
