package import RoostModel

/// Which strategy somebody wants: one by name, or the smallest that can do what is needed.
package struct StrategyWish: Sendable, Equatable {
  package enum Choice: Sendable, Equatable {
    case named(StrategyTarget)
    /// The one that costs least of those that have all the abilities and keep environments at least that far apart.
    case smallest(with: Set<StrategyAbility>, isolation: IsolationLevel)
  }

  package var choice: Choice
  /// Tried in their order when the choice cannot be used here.
  package var fallback: [StrategyTarget]
  /// The fallback may keep environments less far apart than the choice would have. Somebody has to say so.
  package var mayWeaken: Bool

  package init(_ choice: Choice, fallback: [StrategyTarget] = [], mayWeaken: Bool = false) {
    self.choice = choice
    self.fallback = fallback
    self.mayWeaken = mayWeaken
  }
}
