/// The words that names of unnamed containers are made of: a mood and a surname from the history of making.
enum NameWords {
  /// `mood_surname`, as `calm_hokusai`.
  static func pair(using generator: inout some RandomNumberGenerator) -> String {
    let mood = moods.randomElement(using: &generator) ?? "calm"
    let surname = surnames.randomElement(using: &generator) ?? "hokusai"
    return "\(mood)_\(surname)"
  }

  static let moods = words(
    """
    airy amber apt astute attentive autumnal balanced blithe bold breezy bright brisk bubbly buoyant calm candid \
    careful cheery chipper civil clear clever cordial crisp curious dapper daring deft diligent dreamlike eager \
    earnest easygoing even fair fleet fluent fond frank fresh genial gentle glad gleaming golden graceful grand \
    hardy hearty honest humble jaunty jolly keen kindly lively loyal lucid lucky mellow merry mindful mirthful \
    neat nimble noble open patient perky placid playful plucky poised polite prompt proud quick quiet radiant \
    ready resolute restful robust rosy sage sincere snappy spry steady sturdy sunny supple swift tender \
    thoughtful tidy tranquil trusty upright verdant vivid warm willing wise witty zesty
    """)

  static let surnames = words(
    """
    aalto abelard achebe adler akutagawa alcott ando angelico arendt asimov atget austen bach bacon balzac barbosa \
    bartok basho bechet beethoven bellini berlioz blake boccaccio borges brahms braille brancusi braque bronte \
    brunel burle buson byrd calder calvino canaletto cassatt cervantes cezanne chagall chaplin chekhov chopin \
    cranach dante daumier debussy degas delacroix dickens donatello dufy durer dvorak eames eiffel elgar eliot \
    escher fellini fonteyn gaudi gauguin gershwin giotto goethe gogol goya grieg gropius guaraldi handel haydn \
    hepworth hesse hiroshige hokusai holst homer hopper horta hugo hundertwasser ibsen issa ito janacek joplin \
    kafka kahlo kandinsky kawabata keaton keats klee klimt kobayashi korin kurosawa lanyon lautrec lispector liszt \
    lorca machado mackintosh magritte mahler manet masaccio matisse melville mendelssohn michelangelo milton miro \
    miyazawa modigliani monet monk montessori morandi morisot morris mozart murasaki musashi neruda neutra nijinska \
    noguchi okakura okeeffe ozu palladio paracas pavlova perriand pessoa petrarca picasso pissarro plisetskaya \
    poussin proust puccini purcell pushkin rachmaninoff rameau raphael ravel renoir rikyu rilke rodin rossini \
    rousseau rulfo sappho satie schiele schubert schumann scriabin sesshu seurat shikibu sibelius sisley smetana \
    soseki sotatsu stravinsky tagore takemitsu tallis tanizaki tati telemann tiepolo tintoretto titian tolstoy \
    toyokuni turner utamaro varda vasari verdi vermeer verne vivaldi voysey watteau whitman woolf yeats yourcenar zola
    """)

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}
