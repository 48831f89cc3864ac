package nabla.worksheet.plot;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import nabla.answer.Report;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A picture as what is in it.
record Svg(Element root) {

  static Svg of(Report.Picture picture) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(picture.svg())));
      return new Svg(document.getDocumentElement());
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  /// The elements of a tag, one of whose classes is this one.
  List<Element> all(String tag, String style) {
    NodeList nodes = root.getElementsByTagName(tag);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      if (style.isEmpty()
          || List.of(element.getAttribute("class").split(" ", -1)).contains(style)) {
        found.add(element);
      }
    }
    return found;
  }

  List<String> texts() {
    return all("text", "").stream().map(Element::getTextContent).toList();
  }

  /// The pieces of the path with this ink, each as its points.
  List<List<Pixel>> pieces(String ink) {
    List<List<Pixel>> pieces = new ArrayList<>();
    for (Element path : all("path", ink)) {
      for (String piece : path.getAttribute("d").split("M", -1)) {
        if (!piece.isEmpty()) {
          List<Pixel> points = new ArrayList<>();
          for (String point : piece.split("L", -1)) {
            String[] numbers = point.split(" ", -1);
            points.add(new Pixel(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])));
          }
          pieces.add(points);
        }
      }
    }
    return pieces;
  }

  /// The place, in pixels, of the mark with this label below (or at the left of) the frame.
  double mark(String label, boolean below) {
    Element frame = all("rect", "nabla-frame").getFirst();
    double bottom = number(frame, "y") + number(frame, "height");
    for (Element text : all("text", "")) {
      if (text.getTextContent().equals(label)
          && (below ? number(text, "y") > bottom : number(text, "x") < number(frame, "x"))) {
        return below ? number(text, "x") : number(text, "y") - 4.5;
      }
    }
    throw new AssertionError("no mark " + label + " in " + texts());
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
