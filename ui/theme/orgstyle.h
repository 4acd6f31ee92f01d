// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "styleparts.h"

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;

namespace orgkeeper {

/// Fusion, flattened: everything the boards draw differently is painted here from the palette of
/// the option, and every height follows from the font. Holds no state, so one serves any scheme.
/// Style sheets do not work together with a style of one's own and are used nowhere.
class OrgStyle : public QProxyStyle
{
    Q_OBJECT
public:
    OrgStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returned) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                         SubControl subControl, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap standard, const QStyleOption *option,
                       const QWidget *widget) const override;
    QPixmap standardPixmap(StandardPixmap standard, const QStyleOption *option,
                           const QWidget *widget) const override;
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;

private:
    bool drawIndicator(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const;
    bool drawPanel(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                   const QWidget *widget) const;
    bool drawOwnControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const;
    void drawPushButton(const QStyleOptionButton &button, QPainter *painter,
                        const QWidget *widget) const;
    void drawSplitter(const QStyleOption &option, QPainter *painter) const;
    void drawHeaderGround(const QStyleOption &option, QPainter *painter) const;
    void drawHeader(const QStyleOptionHeader &header, QPainter *painter) const;
    void drawHeaderLabel(const QStyleOptionHeader &header, bool isFirst, QPainter *painter) const;
    void drawTab(const QStyleOptionTab &tab, QPainter *painter) const;
    void drawMenuBarPart(const QStyleOption &option, QPainter *painter,
                         const QWidget *widget) const;
    void drawProgress(const QStyleOptionProgressBar &bar, QPainter *painter) const;
    void drawScrollBar(const QStyleOptionSlider &bar, QPainter *painter,
                       const QWidget *widget) const;
    void drawComboBox(const QStyleOptionComboBox &combo, QPainter *painter,
                      const QWidget *widget) const;
    void drawSpinBox(const QStyleOptionSpinBox &spin, QPainter *painter,
                     const QWidget *widget) const;
    void drawToolButton(const QStyleOptionToolButton &button, QPainter *painter,
                        const QWidget *widget) const;
    [[nodiscard]] QRect scrollBarPart(const QStyleOptionSlider &bar, SubControl part) const;
};

} // namespace orgkeeper
