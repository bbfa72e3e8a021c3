/** The table of the layers. */

/** The stand-in's; that of a network is made when it is compiled. */
export const summary = (): string => `Model: "example"
Layer (type)      Output Shape   Param #
========================================
x (standardize)   (None, 2)            4
dense (dense)     (None, 3)            9
yHat (softmax)    (None, 3)            0
========================================
Total params: 13
Trainable params: 9
Non-trainable params: 4`;
