"""What makes an archive (PDF/A-3a) an accessible document as well, and mends its list of attached files."""

from __future__ import annotations

import pydyf

from reporting.pdf.objets import objet

# PDF/A accepts no property that it does not know unless the document describes it: hence the schema.
# Kept in the one RDF block of the metadata; a second block would be refused.
IDENTITE = b"""\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
FIN = b"</rdf:RDF>"


def declarer_accessible(pdf: pydyf.PDF) -> None:
    """Add the identifier of PDF/UA-1 to the metadata, left readable without a PDF library."""
    metadonnees = objet(pdf, pdf.catalog["Metadata"])
    avant, fin, apres = metadonnees.stream[0].rpartition(FIN)
    if not fin:
        raise ValueError("Les métadonnées du PDF n'ont pas de bloc RDF.")
    metadonnees.stream[0] = avant + IDENTITE + fin + apres
    metadonnees.compress = False


def numeroter_les_pages(pdf: pydyf.PDF) -> None:
    """The number that a reader shows is the one printed: 1 from the first page on."""
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})


def declarer_les_pieces(pdf: pydyf.PDF) -> None:
    """WeasyPrint 70 lists each attached file twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
