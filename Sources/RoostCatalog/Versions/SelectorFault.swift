/// Why a text is not a selector.
struct SelectorFault: Error, Equatable {
  var message: String
}
